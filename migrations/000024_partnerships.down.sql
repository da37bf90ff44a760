DROP TABLE agreement_organisations, agreements, project_partners;
